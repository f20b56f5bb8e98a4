namespace Aios.Office.Answers;

/// <summary>One kind of "no", as RFC 9457 tells it.</summary>
/// <param name="Name">The end of its <c>type</c>: never changes once it was given out.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Help">What it means and what to do, served at its <c>type</c>.</param>
internal sealed record ProblemKind(string Name, int Status, string Title, string Help)
{
    public string Type => "/problems/" + Name;
}
