namespace Aios.Platform.Hocon;

/// <summary>Where a value was written: file name as given by the reader, line and column counted from 1.</summary>
public readonly record struct HoconOrigin(string File, int Line, int Column)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}
