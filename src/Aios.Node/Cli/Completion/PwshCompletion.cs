namespace Aios.Node.Cli.Completion;

/// <summary>For PowerShell 7 or newer.</summary>
internal static class PwshCompletion
{
    public static string Of(CompletionWords words) =>
        $$"""
            # Completes aios in PowerShell: aios completion pwsh | Out-String | Invoke-Expression, or save it and dot-source it in $PROFILE
            Register-ArgumentCompleter -Native -CommandName aios -ScriptBlock {
              param($word, $line, $cursor)
              $next = @{
            {{Table(words.Next)}}  }
              $options = @{
            {{Table(words.Options)}}  }
              $values = @{
            {{Table(words.Values)}}  }
              $given = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.ToString() })
              $verb = 'aios'
              foreach ($each in ($given | Select-Object -Skip 1)) {
                if ($verb -eq 'aios' -and @({{string.Join(
                ", ",
                CompletionWords.AboutVerbs.Select(each => $"'{each}'")
            )}}) -ccontains $each) { continue }
                if (("$($next[$verb])" -split ' ') -ccontains $each) { $verb += " $each" }
              }
              $key = "$verb $($given[-1])", "aios $($given[-1])" | Where-Object { $values.ContainsKey($_) } | Select-Object -First 1
              $found =
                if ($key) { $values[$key] }
                elseif ("$word".StartsWith('-')) { "$($options[$verb]) $($options['aios'])" }
                else { $next[$verb] }
              "$found" -split ' ' | Where-Object { $_ -and $_.StartsWith("$word") } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
              }
            }

            """;

    private static string Table(IReadOnlyDictionary<string, IReadOnlyList<string>> table) =>
        string.Concat(table.Select(pair => $"    '{pair.Key}' = '{string.Join(' ', pair.Value)}'\n"));
}
