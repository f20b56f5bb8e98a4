using System.Text;
using Aios.Platform.Processes;

namespace Aios.Platform.Tests.Processes;

public sealed class CapturedOutputSpecs
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(200)]
    public void Head_and_tail_are_kept_whatever_the_size_of_the_pieces(int piece)
    {
        var text = string.Concat(Enumerable.Range(0, 200).Select(index => (char)('a' + index % 26)));
        for (var length = 0; length <= text.Length; length++)
        {
            var output = new CapturedOutput(10);
            for (var at = 0; at < length; at += piece)
                output.Append(Encoding.ASCII.GetBytes(text[at..Math.Min(length, at + piece)]));

            var expected = length <= 20 ? text[..length] : $"{text[..10]}\n… {length - 20} bytes left out …\n{text[(length - 10)..length]}";
            Assert.Equal(expected, output.Text);
        }
    }
}
