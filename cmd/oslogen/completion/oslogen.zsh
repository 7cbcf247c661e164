#compdef oslogen
# zsh completion for oslogen: oslogen completion zsh > "${fpath[1]}/_oslogen"
_oslogen() {
	_arguments \
		'--tags=[build tags to consider satisfied]:tags:' \
		"--goos=[look at the files of another system]:system:(${(uj: :)${(f)$(go tool dist list)}%%/*})" \
		"--goarch=[look at the files of another architecture]:architecture:(${(uj: :)${(f)$(go tool dist list)}##*/})" \
		'--json[print what check has found as JSON]' \
		'(-h --help)'{-h,--help}'[show help]' \
		'1:command or package:((generate\:"write what is stale" check\:"list what is stale" diff\:"print what would change" import\:"write annotated Go for Python clients" init\:"write a new service" completion\:"print a completion script" version\:"print the version" ./...\:"all packages"))' \
		'*:package:_files -/'
}
if [ "$funcstack[1]" = _oslogen ]; then _oslogen "$@"; else compdef _oslogen oslogen; fi
