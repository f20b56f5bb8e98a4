namespace Aios.Node.Cli.Completion;

/// <summary>For bash 4.2 or newer.</summary>
internal static class BashCompletion
{
    public static string Of(CompletionWords words) =>
        $$"""
            # Completes aios in bash: source <(aios completion bash), or save it as /etc/bash_completion.d/aios
            declare -gA _aios_next=(
            {{Table(words.Next)}})
            declare -gA _aios_options=(
            {{Table(words.Options)}})
            declare -gA _aios_values=(
            {{Table(words.Values)}})
            _aios() {
              local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} verb=aios at given key
              COMPREPLY=()
              for ((at = 1; at < COMP_CWORD; at++)); do
                given=${COMP_WORDS[at]}
                [[ $verb == aios && ( {{string.Join(
                " || ",
                CompletionWords.AboutVerbs.Select(each => $"$given == {each}")
            )}} ) ]] && continue
                [[ " ${_aios_next[$verb]-} " == *" $given "* ]] && verb+=" $given"
              done
              for key in "$verb $before" "aios $before"; do
                if [[ ${_aios_values[$key]+set} ]]; then
                  COMPREPLY=($(compgen -W "${_aios_values[$key]}" -- "$word"))
                  return
                fi
              done
              if [[ $word == -* ]]; then
                COMPREPLY=($(compgen -W "${_aios_options[$verb]-} ${_aios_options[aios]}" -- "$word"))
              else
                COMPREPLY=($(compgen -W "${_aios_next[$verb]-}" -- "$word"))
              fi
            }
            # Where nothing is known to come, names of files do.
            complete -o default -F _aios aios

            """;

    private static string Table(IReadOnlyDictionary<string, IReadOnlyList<string>> table) =>
        string.Concat(table.Select(pair => $"  [\"{pair.Key}\"]=\"{string.Join(' ', pair.Value)}\"\n"));
}
