# fish completion for osloctl: osloctl completion fish > ~/.config/fish/completions/osloctl.fish
complete -c osloctl -a '(osloctl complete-words -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
