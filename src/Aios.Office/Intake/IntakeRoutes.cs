using Aios.Loop.Surface.Verbs;
using Aios.Office.Access;
using Aios.Office.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aios.Office.Intake;

/// <summary>Where other programs hand in events by conventions that they know.</summary>
internal sealed class IntakeRoutes(OfficeHost host)
{
    public const string Events = "/api/v1/events";
    public const string Alertmanager = "/api/v1/alertmanager";

    private readonly IntakeDesk _desk = new(host);

    public void Map(IEndpointRouteBuilder routes, ApiGuard guard)
    {
        routes.MapPost(Events, guard.Of(TakeEvents)).Require(VerbRole.Source);
        // Alertmanager sends again on 5xx alone: after a 429 the alert would be lost.
        routes.MapPost(Alertmanager, guard.Of(TakeAlerts, tooMany: ProblemKinds.Unavailable)).Require(VerbRole.Source);
    }

    private async Task<Answer> TakeEvents(HttpContext context, VerbCaller caller)
    {
        var form = IntakeForms.Of(context.Request);
        var (body, delivery) = (await IntakeBody.Read(context), DeliveryOf(context));
        var reading = form switch
        {
            IntakeForm.Binary => CloudEvents.ReadBinary(context.Request.Headers, body, delivery),
            IntakeForm.Structured => CloudEvents.ReadStructured(IntakeBody.Parse(body), delivery),
            IntakeForm.Batch => CloudEvents.ReadBatch(IntakeBody.Parse(body), delivery),
            _ => OwnEvents.Read(IntakeBody.Parse(body), delivery),
        };
        return await _desk.Take(context, caller, "events post", reading);
    }

    private async Task<Answer> TakeAlerts(HttpContext context, VerbCaller caller)
    {
        IntakeForms.NeedJson(context.Request);
        var body = IntakeBody.Parse(await IntakeBody.Read(context));
        return await _desk.Take(context, caller, "alertmanager post", Alerts.Read(body, DeliveryOf(context)));
    }

    private Delivery DeliveryOf(HttpContext context) =>
        new(
            host.Clock.GetUtcNow().ToUnixTimeMilliseconds(),
            TraceContext.Of(context).TraceId,
            () => Guid.CreateVersion7(host.Clock.GetUtcNow())
        );
}
