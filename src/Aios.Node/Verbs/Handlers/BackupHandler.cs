using Aios.Loop.Surface.Verbs;
using Aios.Loop.Vocabulary;

namespace Aios.Node.Verbs.Handlers;

internal static class BackupHandler
{
    public static async Task<VerbEnd> Make(NodeCall call)
    {
        try
        {
            var made = await call.Views.Backup(call.Arguments.Text("to")!);
            await call.Output.Item(
                LooseJson.Object(
                    ("folder", made.Folder),
                    ("records", made.Records),
                    ("last_seq", made.LastSeq),
                    ("last_hash", made.LastHash),
                    ("effects", made.Effects),
                    ("decisions", made.Decisions)
                )
            );
            return VerbEnd.Done;
        }
        catch (IOException fault)
        {
            return VerbEnd.Failed(fault.Message) with { Fault = VerbFault.Conflict };
        }
    }
}
