# fish completion for osloctl: osloctl completion fish > ~/.config/fish/completions/osloctl.fish
function __osloctl
	set -l words (osloctl complete-words -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)
	if test (count $words) -gt 0
		printf '%s\n' $words
	else
		__fish_complete_path (commandline -ct)
	end
end
complete -c osloctl -f -a '(__osloctl)'
