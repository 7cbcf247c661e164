# bash completion for oslogen: source <(oslogen completion bash)
_oslogen() {
	local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
	local flags="--tags --goos --goarch --tests --help"
	case $previous in
	export) COMPREPLY=($(compgen -W "python" -- "$current")); return ;;
	-o) COMPREPLY=($(compgen -d -- "$current")); return ;;
	completion) COMPREPLY=($(compgen -W "bash zsh fish" -- "$current")); return ;;
	--goos) COMPREPLY=($(compgen -W "$(go tool dist list | cut -d/ -f1 | sort -u)" -- "$current")); return ;;
	--goarch) COMPREPLY=($(compgen -W "$(go tool dist list | cut -d/ -f2 | sort -u)" -- "$current")); return ;;
	--format)
		local formats="text markdown json"
		[[ " ${COMP_WORDS[*]} " == *" docs "* ]] && formats="markdown asyncapi asyncapi-json"
		COMPREPLY=($(compgen -W "$formats" -- "$current"))
		return
		;;
	-o | --output) COMPREPLY=($(compgen -d -- "$current")); return ;;
	--against) COMPREPLY=($(compgen -W "$(git for-each-ref --format='%(refname:short)' 2>/dev/null)" -- "$current") $(compgen -d -- "$current")); return ;;
	--client | --pin | --server | --interface | --package) return ;;
	esac
	[[ " ${COMP_WORDS[*]} " == *" matrix "* ]] && flags+=" --client --pin --server --interface --format --json"
	[[ " ${COMP_WORDS[*]} " == *" docs "* ]] && flags+=" --format --output --interface --check"
	[[ " ${COMP_WORDS[*]} " == *" breaking "* ]] && flags+=" --against --explain --json"
	[[ " ${COMP_WORDS[*]} " == *" export "* ]] && flags+=" -o --package --check"
	[[ " ${COMP_WORDS[*]} " == *" bump "* ]] && flags+=" --against"
	[[ " ${COMP_WORDS[*]} " == *" check "* ]] && flags+=" --json"
	if [[ $current == -* ]]; then
		COMPREPLY=($(compgen -W "$flags" -- "$current"))
	elif ((COMP_CWORD == 1)); then
		COMPREPLY=($(compgen -W "generate check diff matrix breaking bump docs import export init completion version ./..." -- "$current") $(compgen -d -- "$current"))
	else
		COMPREPLY=($(compgen -W "./..." -- "$current") $(compgen -d -- "$current"))
	fi
}
complete -F _oslogen oslogen
