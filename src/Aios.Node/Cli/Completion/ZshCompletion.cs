namespace Aios.Node.Cli.Completion;

/// <summary>For zsh 5 or newer, with compinit.</summary>
internal static class ZshCompletion
{
    public static string Of(CompletionWords words) =>
        $$"""
            #compdef aios
            # Completes aios in zsh: source <(aios completion zsh), or save it as _aios in a folder of $fpath
            typeset -gA _aios_next _aios_options _aios_values
            _aios_next=(
            {{Table(words.Next)}})
            _aios_options=(
            {{Table(words.Options)}})
            _aios_values=(
            {{Table(words.Values)}})
            _aios() {
              local word=${words[CURRENT]} before=${words[CURRENT-1]} verb=aios given key
              for given in ${words[2,CURRENT-1]}; do
                [[ $verb == aios && ( {{string.Join(
                " || ",
                CompletionWords.AboutVerbs.Select(each => $"$given == {each}")
            )}} ) ]] && continue
                [[ " ${_aios_next[$verb]} " == *" $given "* ]] && verb+=" $given"
              done
              for key in "$verb $before" "aios $before"; do
                if (( ${+_aios_values[$key]} )); then
                  if [[ -n ${_aios_values[$key]} ]]; then compadd -- ${=_aios_values[$key]}; else _files; fi
                  return
                fi
              done
              if [[ $word == -* ]]; then
                compadd -- ${=_aios_options[$verb]} ${=_aios_options[aios]}
              elif [[ -n ${_aios_next[$verb]} ]]; then
                compadd -- ${=_aios_next[$verb]}
              else
                _files
              fi
            }
            if [[ ${funcstack[1]} == _aios ]]; then _aios "$@"; else compdef _aios aios; fi

            """;

    private static string Table(IReadOnlyDictionary<string, IReadOnlyList<string>> table) =>
        string.Concat(table.Select(pair => $"  '{pair.Key}' '{string.Join(' ', pair.Value)}'\n"));
}
