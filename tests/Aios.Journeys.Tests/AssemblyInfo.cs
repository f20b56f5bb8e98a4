using System.Runtime.Versioning;

// One journey at a time: each has the machine's processors and its own node.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: SupportedOSPlatform("linux")]
