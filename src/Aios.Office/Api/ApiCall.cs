using Aios.Loop.Surface.Verbs;
using Aios.Office.Answers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aios.Office.Api;

/// <summary>Runs a verb for a request, whole.</summary>
internal static class ApiCall
{
    /// <summary>Ends every verb. A read ends with its client too; a write that began goes on without it.</summary>
    public static CancellationToken Stopping(HttpContext context) =>
        context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;

    public static async Task<Answer> Run(OfficeHost host, HttpContext context, VerbCall call, VerbEntry verb, CancellationToken cancel)
    {
        var output = new ItemsOutput(verb);
        return Answer(context, await host.Verbs.Run(call, output, cancel), output);
    }

    public static Answer Answer(HttpContext context, VerbEnd end, ItemsOutput output) =>
        ProblemKinds.Of(end) is { } kind ? Problems.Answer(context, kind, end) : output.Answer(end);

    public static Answer Faulty(HttpContext context, IReadOnlyList<string> faults) =>
        Problems.Answer(context, ProblemKinds.BadRequest, string.Join("; ", faults), faults);
}
