using Aios.Loop.Conditions.Evaluation;
using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Functions;

/// <summary>The second argument of a function of one is null.</summary>
internal delegate Value FunctionBody(in Value first, in Value second, ref Frame frame);

/// <summary>A function or method; of a method the text before the dot is the first argument.</summary>
internal sealed record Function(string Name, string Usage, ValueKind? Result, KindSet[] Parameters, FunctionBody Body);
