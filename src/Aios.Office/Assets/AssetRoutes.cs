using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Aios.Office.Assets;

/// <summary>Serves the client to anybody: it has no data in it, and the login is one of its pages.</summary>
internal static class AssetRoutes
{
    private const string Forever = "public, max-age=31536000, immutable";

    /// <summary>What is never a page, also when nothing answers there.</summary>
    private static readonly PathString[] Others = ["/api", "/ws", AssetFiles.Hashed.TrimEnd('/')];

    /// <summary>Answers what no route answers; a path that is no file is a page, and the client knows which.</summary>
    public static void Use(IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
                context.GetEndpoint() is null && IsRead(context.Request) && Find(context.Request.Path) is { } asset
                    ? Send(context, asset)
                    : next(context)
        );

    /// <returns>Null when there is no such file and the path is none of a page.</returns>
    public static Asset? Find(PathString path) =>
        AssetFiles.All.TryGetValue(path.Value ?? "", out var asset) ? asset
        : Others.Any(other => path.StartsWithSegments(other)) ? null
        : AssetFiles.All[AssetFiles.Index];

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static async Task Send(HttpContext context, Asset asset)
    {
        var coding = CodingRules.Choose(
            context.Request.Headers.AcceptEncoding.OfType<string>().ToList(),
            coding => asset.In(coding) is not null
        );
        var form = asset.In(coding)!;
        var headers = context.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.CacheControl = asset.IsHashed ? Forever : "no-cache";
        headers.ETag = form.Tag;
        if (Knows(context.Request, form.Tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = form.Bytes.Length;
        if (coding != CodingRules.Plain)
            headers.ContentEncoding = coding;
        if (HttpMethods.IsGet(context.Request.Method))
            await context.Response.Body.WriteAsync(form.Bytes, context.RequestAborted);
    }

    private static bool Knows(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch.OfType<string>().ToList(), out var known)
        && known.Any(each =>
            each.Equals(EntityTagHeaderValue.Any) || each.Compare(new EntityTagHeaderValue(tag), useStrongComparison: false)
        );
}
