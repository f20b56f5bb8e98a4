using Aios.Loop.Effects;

namespace Aios.Gateway;

/// <summary>Does one kind of action. What goes wrong is a result; an exception is taken for an error and never passes the door.</summary>
public interface IEffectAdapter
{
    /// <summary>The <see cref="EffectAction.Kind"/> it does.</summary>
    string Kind { get; }

    /// <param name="timeout">More than 0, at most 24 h. The adapter ends its work by then; the door stops waiting a little later.</param>
    Task<AdapterResult> Do(EffectAction action, TimeSpan timeout);

    /// <summary>The same, for who needs to know which effect it is.</summary>
    Task<AdapterResult> Do(EffectIntent intent) => Do(intent.Action, intent.Timeout);
}

/// <param name="Detail">One line for people.</param>
/// <param name="Output">What a program wrote or a server answered; at most 64 KiB.</param>
public sealed record AdapterResult(EffectResult Result, string Detail, int? ExitCode = null, string Output = "");
