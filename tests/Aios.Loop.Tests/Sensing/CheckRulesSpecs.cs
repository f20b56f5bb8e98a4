using Aios.Loop.Sensing;
using Aios.Loop.Vocabulary;
using static Aios.Loop.Sensing.SensingProtocol;

namespace Aios.Loop.Tests.Sensing;

/// <summary>Looks in virtual time, through the judgement and the threshold behind it, as a sensor does it.</summary>
public sealed class CheckRulesSpecs
{
    private static readonly ChecksSettings Settings = ChecksSettings.Default;
    private static readonly FileTarget Log = new("/var/log/app.log", SizeBytes: 1_000, GrowthBytes: 600, Age: TimeSpan.FromMinutes(10));

    private readonly Dictionary<string, ThresholdState> _thresholds = [];
    private CheckState _state = CheckState.Empty;
    private long _now;

    [Fact]
    public void A_port_is_down_only_after_so_many_looks_in_a_row_and_back_at_the_first_that_succeeds()
    {
        Assert.Empty(Port(false));
        Assert.Empty(Port(false));
        Assert.Empty(Port(true));
        Assert.Empty(Port(false));
        Assert.Empty(Port(false));
        Assert.Equal(["sensor.port.down error"], Port(false));
        Assert.Empty(Port(false));
        Assert.Equal(["recovered"], Port(true));
        Assert.Empty(Port(true));
    }

    [Fact]
    public void A_port_that_goes_down_again_within_the_cooldown_is_told_when_it_is_over()
    {
        for (var look = 0; look < 3; look++)
            Port(false);
        Port(true);
        var told = 0;
        while (Port(false).Count == 0)
            told++;
        // The alert was at 30 s, 10 min later is the 40th look after the success at 45 s.
        Assert.Equal(38, told);
    }

    [Theory]
    [InlineData(200, null, true)]
    [InlineData(299, null, true)]
    [InlineData(301, null, false)]
    [InlineData(503, null, false)]
    [InlineData(null, null, false)]
    [InlineData(503, 503, true)]
    [InlineData(200, 503, false)]
    public void A_status_is_well_when_it_is_the_expected_one(int? status, int? expected, bool isWell) =>
        Assert.Equal(isWell, CheckRules.IsExpected(new HealthTarget("http://a/", expected), status));

    [Fact]
    public void Slow_answers_in_a_row_are_told_beside_down_and_one_that_does_not_answer_is_not_fast()
    {
        Assert.Empty(Http(200, 3_000));
        Assert.Empty(Http(200, 3_000));
        Assert.Equal(["sensor.http.slow warn latency"], Http(200, 3_000));
        Assert.Empty(Http(null, 1));
        Assert.Empty(Http(500, 1));
        Assert.Equal(["sensor.http.down error"], Http(null, 1));
        Assert.Equal(["recovered", "recovered latency"], Http(200, 10));
    }

    [Theory]
    [InlineData(14.01, "")]
    [InlineData(13.9, "sensor.certificate.expiring warn")]
    [InlineData(3.01, "sensor.certificate.expiring warn")]
    [InlineData(2.9, "sensor.certificate.expiring critical")]
    [InlineData(-1, "sensor.certificate.expiring critical")]
    public void A_certificate_is_told_by_how_little_time_is_left(double days, string expected) =>
        Assert.Equal(expected, string.Join(' ', Certificate(days)));

    [Fact]
    public void A_certificate_is_told_once_per_bound_and_recovers_when_it_is_renewed()
    {
        var told = new List<string>();
        for (var days = 20.0; days > 1; days -= 0.25)
            told.AddRange(Certificate(days));
        Assert.Equal(["sensor.certificate.expiring warn", "sensor.certificate.expiring critical"], told);
        Assert.Equal(["recovered"], Certificate(90));
    }

    [Fact]
    public void A_file_that_is_not_there_twice_is_missing_and_its_other_figures_are_over()
    {
        Assert.Equal(["sensor.file.large warn size"], File(2_000));
        Assert.Equal(["size is over"], File(null));
        Assert.Equal(["sensor.file.missing error"], File(null));
        Assert.Equal(["recovered"], File(10));
    }

    [Fact]
    public void A_file_may_be_missing_when_nobody_says_that_it_must_exist()
    {
        var optional = Log with { MustExist = false };
        for (var look = 0; look < 5; look++)
            Assert.Empty(File(null, target: optional));
    }

    [Fact]
    public void A_size_is_good_again_only_well_below_its_bound()
    {
        Assert.Equal(["sensor.file.large warn size"], File(1_001));
        Assert.Empty(File(950));
        Assert.Equal(["recovered size"], File(900));
    }

    [Fact]
    public void A_log_that_grows_too_fast_is_told_and_one_that_is_cut_begins_anew()
    {
        var grows = new FileTarget("/var/log/app.log", GrowthBytes: 600);
        Assert.Empty(File(0, target: grows));
        Assert.Empty(File(400, target: grows));
        Assert.Equal(["sensor.file.growing warn growth"], File(800, target: grows));
        Assert.Empty(File(1_100, target: grows));
        Assert.Equal(["recovered growth"], File(0, target: grows));
        Assert.Empty(File(100_000, target: grows));
    }

    [Fact]
    public void What_was_written_too_long_ago_is_stale()
    {
        Assert.Empty(File(1, age: 600));
        Assert.Equal(["sensor.file.stale warn age"], File(1, age: 601));
        Assert.Equal(["recovered age"], File(1, age: 1));
    }

    [Fact]
    public void A_program_says_by_its_exit_code_how_bad_it_is()
    {
        Assert.Empty(Program(0));
        Assert.Equal(["sensor.program.failed warn"], Program(1));
        Assert.Equal(["sensor.program.failed critical"], Program(2));
        Assert.Empty(Program(1));
        Assert.Equal(["recovered"], Program(0));
    }

    [Fact]
    public void A_program_may_have_to_say_it_several_times()
    {
        var patient = Settings with { Program = Settings.Program with { Failures = 2 } };
        Assert.Empty(Tell(CheckRules.Program(_state, 2, patient), 60));
        Assert.Empty(Tell(CheckRules.Program(_state, 0, patient), 60));
        Assert.Empty(Tell(CheckRules.Program(_state, 2, patient), 60));
        Assert.Equal(["sensor.program.failed warn"], Tell(CheckRules.Program(_state, 1, patient), 60));
    }

    private IReadOnlyList<string> Port(bool isOpen) => Tell(CheckRules.Port(_state, isOpen, Settings), 15);

    private IReadOnlyList<string> Http(int? status, double ms) =>
        Tell(CheckRules.Http(_state, new HealthTarget("http://a/"), status, ms, Settings), 15);

    private IReadOnlyList<string> Certificate(double days) => Tell(CheckRules.Certificate(_state, days, Settings), 6 * 3_600);

    private IReadOnlyList<string> File(long? size, double age = 0, FileTarget? target = null) =>
        Tell(CheckRules.File(_state, target ?? Log, size, TimeSpan.FromSeconds(age), At, Settings), 30);

    private IReadOnlyList<string> Program(int code) => Tell(CheckRules.Program(_state, code, Settings), 60);

    private Moment At => new(_now, _now);

    // What a sensor would put on record, candidates left out.
    private IReadOnlyList<string> Tell(Judgement judgement, int interval)
    {
        _state = judgement.State;
        var told = new List<string>();
        foreach (var (type, aspect, value, bounds) in judgement.Findings)
        {
            var key = aspect ?? "";
            var state = _thresholds.GetValueOrDefault(key, ThresholdState.Empty);
            foreach (var fact in ThresholdRules.Decide(state, bounds, value, At).Events)
            {
                state = state.Apply(fact);
                if (fact is AlertRaised raised)
                    told.Add($"{type} {raised.Severity.Text()} {key}".TrimEnd());
                if (fact is AlertCleared)
                    told.Add($"recovered {key}".TrimEnd());
            }
            _thresholds[key] = state;
        }
        foreach (var key in _thresholds.Keys.Where(key => judgement.Findings.All(finding => (finding.Aspect ?? "") != key)).ToArray())
            if (_thresholds.Remove(key, out var over) && over.Raised is not null)
                told.Add($"{key} is over");
        _now += interval * 1_000;
        return told;
    }
}
