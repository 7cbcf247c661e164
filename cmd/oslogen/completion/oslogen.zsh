#compdef oslogen
# zsh completion for oslogen: oslogen completion zsh > "${fpath[1]}/_oslogen"
_oslogen() {
	_arguments \
		'--tags=[build tags to consider satisfied]:tags:' \
		"--goos=[look at the files of another system]:system:(${(uj: :)${(f)$(go tool dist list)}%%/*})" \
		"--goarch=[look at the files of another architecture]:architecture:(${(uj: :)${(f)$(go tool dist list)}##*/})" \
		'--tests[write tests too]' \
		'--json[print what check, matrix or breaking has found as JSON]' \
		"--against=[the earlier state, for breaking and bump]:revision:(${(f)$(git for-each-ref --format='%(refname\:short)' 2>/dev/null)})" \
		'--explain=[say what a code of breaking means]:code:' \
		'--client=[version of the client, for matrix]:version:' \
		'--pin=[version or release that the client is pinned to, for matrix]:version:' \
		'--server=[version of the server, for matrix]:version:' \
		'--interface=[one interface alone, for matrix and docs]:interface:' \
		'--format=[how matrix prints, or what docs writes]:format:(text markdown json asyncapi asyncapi-json)' \
		'-o[where the documents or the Python package go]:directory:_files -/' \
		'--package=[name of the package, for export and import]:name:' \
		'--check[list what is stale, for docs and export]' \
		'(-h --help)'{-h,--help}'[show help]' \
		'1:command or package:((generate\:"write what is stale" check\:"list what is stale" diff\:"print what would change" matrix\:"print the versions of interfaces" breaking\:"list what breaks old peers" bump\:"write the versions of what is new" docs\:"write documents about interfaces" import\:"write annotated Go for Python clients" export\:"write Python for annotated Go" init\:"write a new service" completion\:"print a completion script" version\:"print the version" ./...\:"all packages"))' \
		'*:package:_files -/'
}
if [ "$funcstack[1]" = _oslogen ]; then _oslogen "$@"; else compdef _oslogen oslogen; fi
