# fish completion for oslogen: oslogen completion fish > ~/.config/fish/completions/oslogen.fish
complete -c oslogen -f
complete -c oslogen -n __fish_use_subcommand -a generate -d 'write what is stale'
complete -c oslogen -n __fish_use_subcommand -a check -d 'list what is stale'
complete -c oslogen -n __fish_use_subcommand -a diff -d 'print what would change'
complete -c oslogen -n __fish_use_subcommand -a completion -d 'print a completion script'
complete -c oslogen -n __fish_use_subcommand -a version -d 'print the version'
complete -c oslogen -n '__fish_seen_subcommand_from completion' -a 'bash zsh fish'
complete -c oslogen -n 'not __fish_seen_subcommand_from completion version' -a './... (__fish_complete_directories)'
complete -c oslogen -l tags -x -d 'build tags to consider satisfied'
complete -c oslogen -l goos -x -a '(go tool dist list | string split -f1 / | sort -u)' -d 'another system'
complete -c oslogen -l goarch -x -a '(go tool dist list | string split -f2 / | sort -u)' -d 'another architecture'
complete -c oslogen -n '__fish_seen_subcommand_from check' -l json -d 'print what was found as JSON'
