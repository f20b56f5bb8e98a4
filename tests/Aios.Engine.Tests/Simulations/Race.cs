using Akka.Actor;

namespace Aios.Engine.Tests.Simulations;

/// <summary>Two payers read a balance and write it back raised by one: what is lost when both read before either writes.</summary>
internal static class Race
{
    public static (int Balance, string Hash) Run(int seed)
    {
        using var simulation = new Simulation.Simulation(seed);
        var system = simulation.Start("bank");
        var balance = 0;
        Action<int> set = value => balance = value;
        var account = system.ActorOf(Props.Create(() => new Account(set)), "account");
        foreach (var payer in (string[])["one", "two"])
            system.ActorOf(Props.Create(() => new Payer(account)), payer);
        while (simulation.Step()) { }
        return (balance, simulation.Hash);
    }

    private sealed record Read;

    private sealed record Write(int Value);

    private sealed class Account : ReceiveActor
    {
        private int _balance;

        public Account(Action<int> changed)
        {
            Receive<Read>(_ => Sender.Tell(_balance));
            Receive<Write>(write => changed(_balance = write.Value));
        }
    }

    private sealed class Payer : ReceiveActor
    {
        private readonly IActorRef _account;

        public Payer(IActorRef account)
        {
            _account = account;
            Receive<int>(balance => account.Tell(new Write(balance + 1)));
        }

        protected override void PreStart() => _account.Tell(new Read());
    }
}
