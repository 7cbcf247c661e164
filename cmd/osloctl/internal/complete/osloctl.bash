# bash completion for osloctl: source <(osloctl completion bash)
_osloctl() {
	local IFS=$'\n'
	COMPREPLY=($(osloctl complete-words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _osloctl osloctl
