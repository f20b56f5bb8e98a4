namespace Aios.Loop.Tests.Conditions;

/// <summary>Numbers, orders, logic, collections, texts and times.</summary>
public sealed partial class CelVectorSpecs
{
    public static TheoryData<string, string> Numbers =>
        Rows(
            """
            payload.max + 1 > 0                         => error
            payload.min - 1 < 0                         => error
            payload.max * 2 > 0                         => error
            -payload.min > 0                            => error
            payload.min / -1 > 0                        => error
            payload.one / 0 == 1                        => error
            payload.one % 0 == 1                        => error
            -7 / 2 == -3 && 7 / -2 == -3                => true
            -7 % 3 == -1 && 7 % -3 == 1                 => true
            payload.one + payload.half > 1.0            => error
            payload.half % payload.half == 0.0          => error
            1 + 1.0 == 2.0                              => error
            15.75 / 0.0 > 1e308 && -1.0 / 0.0 < -1e308  => true
            2.0 * 8.988466e307 > 1.7976931348623157e308 => true
            1e-324 / 2.0 == 0.0                         => true
            -0.0 == 0.0 && !(-0.0 < 0.0)                => true
            42.5 * 0.2 == 8.5 && -(4.5) == -4.5         => true
            int(-123.456) == -123 && int(11.5) == 11 && int(-3.5) == -3 => true
            int(9223372036854775807.0) > 0              => error
            int(-9223372036854775808.0) < 0             => error
            int(1e99) > 0                               => error
            int(double(36028797018963969)) == 36028797018963968 => true
            int('987') == 987 && int('-5') == -5        => true
            int('1.5') == 1                             => error
            int('') == 0                                => error
            int(' 1') == 1                              => error
            int(7) == 7 && double(5.5) == 5.5 && string('x') == 'x' => true
            double('6.02e23') == 6.02e23 && double('-0.0') == 0.0 && double('123') == 123.0 => true
            double('abc') == 0.0                        => error
            string(-456) == '-456' && string(123.456) == '123.456' && string(-4.5e-3) == '-0.0045' => true
            string(true) == 'true' && string(false) == 'false' => true
            int(payload.yes) == 1                       => error
            """
        );

    public static TheoryData<string, string> Comparisons =>
        Rows(
            """
            payload.one == 1.0 && payload.unit == 1     => true
            payload.one < 1.5 && payload.half < 1       => true
            payload.max < 9223372036854775808.0         => true
            payload.max == 9223372036854775808.0        => false
            payload.min > -9223372036854777857.0        => true
            9007199254740993 > 9007199254740992.0       => true
            0.0 / 0.0 == 0.0 / 0.0                      => false
            0.0 / 0.0 != 0.0 / 0.0                      => true
            0.0 / 0.0 < 1.0 || 0.0 / 0.0 >= 1.0         => false
            payload.one == 0.0 / 0.0                    => false
            payload.word == payload.one                 => false
            payload.word != payload.one                 => true
            payload.nil == null && payload.one != null  => true
            payload.word < payload.one                  => error
            payload.nil < payload.nil                   => error
            payload.list < payload.list                 => error
            false < true && !(true < true)              => true
            'Abc' < 'aBC' && '' < 'a' && 'abc' < 'abcd' => true
            '\uFFFD' < '\U0001F600'                     => true
            'Am\u00e9lie' == 'Ame\u0301lie'             => false
            [1, 2.0] == [1.0, 2] && [[]] == [[]]        => true
            ['1', '2', null] == ['1', '2', '3']         => false
            [1, 2] == [2, 1]                            => false
            [0.0 / 0.0] == [0.0 / 0.0]                  => false
            {'a': 1, 'b': 2} == {'b': 2.0, 'a': 1}      => true
            {'k': 1, 'j': 2} == {'k': 1, 'j': null}     => false
            {'k': 1} == {'K': 1}                        => false
            payload.list == [1, 2, 3] && payload.map == {'a': 1, 'in': 2, 'k': null} => true
            """
        );

    public static TheoryData<string, string> Logic =>
        Rows(
            """
            payload.gone == 1 || true                   => true
            true || payload.gone == 1                   => true
            payload.gone == 1 && false                  => false
            false && payload.gone == 1                  => false
            payload.gone == 1 || false                  => error
            true && payload.gone == 1                   => error
            payload.gone == 1 && payload.absent == 1    => error
            payload.gone == 1 || payload.no || payload.yes => true
            payload.word || true                        => true
            1 / 0 == 1 || true                          => true
            false && payload.one                        => false
            payload.word && true                        => error
            !payload.word                               => error
            !payload.gone                               => error
            payload.yes ? true : payload.gone           => true
            payload.no ? payload.gone : true            => true
            payload.gone ? true : true                  => error
            payload.word ? true : true                  => error
            (payload.gone ? true : true) || true        => true
            payload.one / 0 > 1 ? false : true          => error
            (payload.yes ? 'cows' : 17) == 'cows'       => true
            """
        );

    public static TheoryData<string, string> Collections =>
        Rows(
            """
            has(payload.one) && !has(payload.gone)      => true
            has(payload.nil) && has(payload.map.k)      => true
            has(payload.gone.deeper)                    => error
            has(payload.word.x)                         => error
            has(payload['one'])                         => invalid
            has({}.a) || has({'a': 1}.a)                => true
            payload.word.x == 1                         => error
            payload.list.x == 1                         => error
            payload.list[0] == 1 && [7][0] == 7         => true
            payload.list[3] == 1                        => error
            payload.list[-1] == 3                       => error
            payload.map['a'] == payload.map.a           => true
            payload.map['A'] == 1                       => error
            payload.map[payload.one] == 1               => error
            {'a': 1, 'a': 2}.a == 1                     => error
            2 in payload.list && 2.0 in payload.list    => true
            'x' in payload.list || 4 in []              => false
            'a' in payload.map && !('z' in {'a': 1})    => true
            payload.one in payload.map                  => false
            'a' in 'abc'                                => error
            [1] + [2, 3] == [1, 2, 3]                   => true
            [1, payload.gone] == [1]                    => error
            payload.list.all(x, x > 0) && [].all(x, false) => true
            payload.list.exists(x, x == 2) && ![].exists(x, true) => true
            payload.rows.all(r, 1 / r.n > 1)            => false
            payload.rows.exists(r, 1 / r.n == 1)        => true
            payload.rows.exists(r, 1 / r.n == 2)        => error
            payload.list.exists_one(x, x > 2)           => true
            payload.list.exists_one(x, x > 1)           => false
            payload.rows.exists_one(r, 1 / r.n == 1)    => error
            payload.list.filter(x, x % 2 == 1) == [1, 3] => true
            payload.list.map(x, x * 2) == [2, 4, 6]     => true
            payload.list.map(x, x > 1, x * 10) == [20, 30] => true
            payload.rows.filter(r, r.n == 1).size() > 0 => error
            payload.list.all(x, payload.list.exists(y, y == x)) => true
            [[1, 2], [3]].map(l, l.size()) == [2, 1]    => true
            payload.word.all(x, true)                   => error
            """
        );

    public static TheoryData<string, string> Texts =>
        Rows(
            """
            'fiance\u0301'.size() == 7 && size('😃') == 1 => true
            ''.startsWith('') && 'abc'.endsWith('')     => true
            'hello'.contains('ell') && !'hello'.contains('L') => true
            'hello'.startsWith('ello')                  => false
            'e\u0301'.startsWith('e')                   => true
            'foobar'.matches('foo.*') && 'foobar'.matches('o+b') => true
            'foobar'.matches('^o') || ''.matches('x')   => false
            ''.matches('') && 'abc'.matches('')         => true
            'a\nb'.matches('a.b')                       => false
            'FooBar'.matches('(?i)foobar')              => true
            payload.word.matches('(')                   => error
            'a' + 'b' == 'ab' && '' + '' == ''          => true
            payload.word + payload.one == 'cows1'       => error
            payload.one.startsWith('1')                 => error
            """
        );

    public static TheoryData<string, string> Times =>
        Rows(
            """
            int(timestamp) == 1234567890                => true
            string(timestamp) == '2009-02-13T23:31:30Z' => true
            timestamp == timestamp(1234567890) && timestamp(timestamp) == timestamp => true
            timestamp == timestamp('2009-02-14T00:31:30+01:00') => true
            timestamp('0000-01-01T00:00:00Z') < timestamp => error
            timestamp('10000-01-01T00:00:00Z') > timestamp => error
            timestamp(-62135596801) < timestamp         => error
            timestamp(253402300800) > timestamp         => error
            timestamp('9999-12-31T23:59:59Z') + duration('1s') > timestamp => error
            timestamp('0001-01-01T00:00:00Z') + duration('-1s') < timestamp => error
            timestamp('9999-12-31T23:59:59Z') - timestamp('0001-01-01T00:00:00Z') > duration('1s') => error
            duration('320000000000s') > duration('1s')  => error
            duration('-320000000000s') < duration('1s') => error
            duration('200000000000s') + duration('200000000000s') > duration('1s') => error
            duration('-200000000s') - duration('200000000s') < duration('0') => true
            duration('1h30m') == duration('90m') && duration('-1.5h') == -duration('90m') => error
            duration('1h30m') == duration('90m') && duration('-1.5h') < duration('0') => true
            duration(duration('100s')) == duration('100s') => true
            string(duration('1m1ms')) == '60.001s' && string(duration('1000000s')) == '1000000s' => true
            duration('1d') > duration('1s')             => error
            duration('') == duration('0s')              => error
            timestamp - duration('60s') < timestamp && duration('60s') + timestamp > timestamp => true
            timestamp - timestamp == duration('0')      => true
            timestamp + timestamp > timestamp           => error
            duration('1s') - timestamp < timestamp      => error
            timestamp > duration('1s')                  => error
            duration('60s') == duration('1m') && duration('59s') < duration('1m') => true
            """
        );
}
