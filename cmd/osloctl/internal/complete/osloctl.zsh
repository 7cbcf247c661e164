#compdef osloctl
# zsh completion for osloctl, for a directory of $fpath: osloctl completion zsh > _osloctl
_osloctl() {
	local -a candidates
	candidates=("${(@f)$(osloctl complete-words -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
	if [[ -n "${candidates[*]}" ]]; then
		compadd -S '' -- ${(M)candidates:#*=} # an argument's value follows
		compadd -- ${candidates:#*=}
	else
		_files
	fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
	_osloctl "$@"
else
	compdef _osloctl osloctl
fi
