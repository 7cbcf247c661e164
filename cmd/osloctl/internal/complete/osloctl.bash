# bash completion for osloctl: source <(osloctl completion bash)
_osloctl() {
	# COMP_WORDS is split at = and : as well, which are parts of arguments.
	local line=${COMP_LINE:0:COMP_POINT} current words
	read -ra words <<<"$line"
	[[ $line == *[[:space:]] ]] && words+=('')
	current=${words[-1]}
	mapfile -t COMPREPLY < <(osloctl complete-words -- "${words[@]:1}" 2>/dev/null)
	[[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
	# bash replaces what follows the last = or : only.
	COMPREPLY=("${COMPREPLY[@]#"${current%"${current##*[=:]}"}"}")
}
complete -o default -F _osloctl osloctl
