using Aios.Actors.Overrides;
using Aios.Actors.Scheduling;
using Aios.Loop.Overrides;
using Aios.Loop.Scheduling;
using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using Akka.Actor;
using Akka.TestKit;
using static Aios.Loop.Overrides.OverridesProtocol;

namespace Aios.Actors.Tests.Overrides;

public class SettingsActorSpecs : ActorSpecs
{
    private const string Slots = "slots";

    private static readonly ChangingSettings Files = new(HeartbeatSettings.Default, SensingSettings.Default, SchedulingSettings.Default);

    private readonly SettingsBoard _board = new(Files);
    private readonly TestProbe _owner;
    private readonly TestProbe _other;
    private readonly TestProbe _asker;
    private IActorRef _settings;

    public SettingsActorSpecs()
    {
        (_owner, _other, _asker) = (CreateTestProbe("owner"), CreateTestProbe("other"), CreateTestProbe("asker"));
        _settings = Begin();
    }

    [Fact]
    public void A_change_is_on_record_before_its_owner_hears_of_it_and_in_force_before_it_is_answered()
    {
        Tell(Set("a", "8"));
        var append = Journal.Expect();
        Settle(_owner.Ref);
        Assert.False(_owner.HasMessages);

        var record = Assert.Single(Journal.Accept(append)).Event;
        Assert.Equal(
            (EventTypes.SettingChanged, "aios/settings", "8", "a"),
            (record.Type, record.Source, record.Text("value"), record.Text("run"))
        );
        var adopt = _owner.ExpectMsg<AdoptSettings>();
        Settle(_settings);
        Assert.False(_asker.HasMessages);
        Assert.Equal(8, adopt.Settings.Scheduler.MaxConcurrent);
        _owner.Reply(new SettingsAdopted("owner", adopt.Number));

        Assert.Contains("slots is 8 by run a, step more", Settled(), StringComparison.Ordinal);
        Assert.False(_other.HasMessages);
    }

    [Fact]
    public void A_value_that_is_not_allowed_is_refused_with_what_is_and_leaves_no_record()
    {
        Tell(Set("a", "many"));

        Assert.Equal(
            "setting slots refused: 'many' must be a whole number; correct the step's value",
            $"{_asker.ExpectMsg<Refused>().Refusal}"
        );
        Settle(Journal.Ref);
        Assert.False(Journal.HasMessages);
    }

    [Fact]
    public void A_log_that_takes_nothing_leaves_the_setting_as_it_is()
    {
        Tell(Set("a", "8"));
        Journal.Refuse(Journal.Expect());

        Assert.Contains("the disk is full", _asker.ExpectMsg<Refused>().Refusal.Why, StringComparison.Ordinal);
        Assert.Equal(Files, _board.Current);
    }

    [Fact]
    public void An_undo_puts_the_change_before_it_back_and_then_the_files()
    {
        Change(Set("a", "8"));
        Change(Set("b", "12"));

        Change(new TakeBack(Slots, new RunId("b"), "more"));
        Assert.Equal(8, _board.Current.Scheduler.MaxConcurrent);
        Change(new TakeBack(Slots, new RunId("a"), "more"));
        Assert.Equal(Files, _board.Current);
    }

    [Fact]
    public void A_reset_by_a_person_names_who_it_was()
    {
        Change(Set("a", "8"));

        Assert.Equal("ann", Change(new ResetSetting(Slots, "ann")).Text("by"));
        Assert.Equal(Files, _board.Current);
        Tell(new ResetSetting(Slots, "ann"));
        Assert.Contains("no run changed it", _asker.ExpectMsg<Refused>().Refusal.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_come_one_after_the_other()
    {
        Tell(Set("a", "8"));
        Tell(Set("b", "12"));
        Finish(Journal.Accept());
        Finish(Journal.Accept());

        Assert.Contains("slots is 8", Settled(), StringComparison.Ordinal);
        Assert.Contains("slots is 12", Settled(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_owner_that_does_not_answer_holds_up_no_later_change()
    {
        Tell(Set("a", "8"));
        Journal.Accept();
        _owner.ExpectMsg<AdoptSettings>();
        Settle(_settings);
        Pass(SettingsActor.Patience.TotalSeconds);

        Assert.Contains("owner did not take it within 3 s", _asker.ExpectMsg<NotTaken>().Why, StringComparison.Ordinal);
        Change(Set("b", "12"));
        Assert.Equal(12, _board.Current.Scheduler.MaxConcurrent);
    }

    [Fact]
    public void What_was_on_record_and_not_told_yet_is_told_by_the_next_life()
    {
        Tell(Set("a", "8"));
        var append = Journal.Expect();
        Watch(_settings);
        Sys.Stop(_settings);
        ExpectTerminated(_settings);
        Journal.Accept(append);

        _settings = Begin(told: 8);

        Assert.Equal(8, _board.Current.Scheduler.MaxConcurrent);
        Tell(Set("a", "8"));
        Assert.Contains("slots is 8 by run a", Settled(), StringComparison.Ordinal);
        Settle(Journal.Ref);
        Assert.False(Journal.HasMessages);
    }

    [Fact]
    public void A_change_that_this_version_does_not_take_is_left_out()
    {
        Journal.Record(
            Shell.Note(
                EventTypes.SettingChanged,
                "aios/settings",
                Severity.Warn,
                LooseJson.Object(("key", Slots), ("value", "many"), ("run", "a"), ("step", "more"))
            )
        );
        Watch(_settings);
        Sys.Stop(_settings);
        ExpectTerminated(_settings);

        _settings = Begin();

        Assert.Equal(Files, _board.Current);
        Assert.Equal("many", Memory.Current.Overrides.Of(Slots)!.Value);
    }

    private IActorRef Begin(int told = 5)
    {
        SettingsOwner[] owners = [new("owner", _owner.Ref, each => each.Scheduler), new("other", _other.Ref, each => each.Heartbeat)];
        var parts = new SettingsParts(Shell, Memory, Journal.Ref, _board, Find, owners);
        var settings = Start(() => new SettingsActor(parts));
        Assert.Equal(told, _owner.ExpectMsg<AdoptSettings>().Settings.Scheduler.MaxConcurrent);
        _other.ExpectMsg<AdoptSettings>();
        return settings;
    }

    private static SettingsFound Find(OverridesState overrides) =>
        overrides.Of(Slots) is not { } slots ? new SettingsFound(Files, new Dictionary<string, string>())
        : int.TryParse(slots.Value, out var number)
            ? new SettingsFound(
                Files with
                {
                    Scheduler = Files.Scheduler with { MaxConcurrent = number },
                },
                new Dictionary<string, string>()
            )
        : new SettingsFound(Files, new Dictionary<string, string> { [Slots] = "a whole number" });

    private static SetSetting Set(string run, string value) => new(Slots, value, new RunId(run), "more");

    private void Tell(ICommand command) => _settings.Tell(command, _asker.Ref);

    private string Settled() => _asker.ExpectMsg<Settled>().Said;

    private Event Change(ICommand command)
    {
        Tell(command);
        var records = Journal.Accept();
        Finish(records);
        Settled();
        return records[0].Event;
    }

    private void Finish(IReadOnlyList<RecordedEvent> records)
    {
        Assert.Single(records);
        _owner.Reply(new SettingsAdopted("owner", _owner.ExpectMsg<AdoptSettings>().Number));
    }
}
