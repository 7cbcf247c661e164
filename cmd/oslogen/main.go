// Command oslogen writes typed clients and servers for annotated Go interfaces,
// which speak OpenStack's oslo.messaging.
//
//	oslogen [packages]          write the files that are missing or stale
//	oslogen check [packages]    exit with 1 and list them instead
//	oslogen diff [packages]     print the changes, and exit with 1 if there are any
//	oslogen breaking [packages] list the changes that break peers of an earlier state
//	oslogen bump [packages]     write the versions of changes since an earlier state
//	oslogen docs -o DIR         write pages and AsyncAPI documents about interfaces
//	oslogen import FILE.py      write annotated Go for Python RPC clients
//	oslogen export python PKG   write Python clients and managers for annotated Go
//	oslogen init NAME           write a new service
//	oslogen completion shell    print a completion script for bash, zsh or fish
//	oslogen version
//
// Packages are named as for the go command. Without any it is the one in the
// current directory. One line in the module's root does for all of a module:
//
//	//go:generate go tool oslogen ./...
//
// The exit status is 0 if all is well, 1 if a generated file is stale, 2 for wrong
// use, 3 if the sources have mistakes, and 4 if something failed or a check found
// nothing to check.
package main

import (
	"os"
)

func main() {
	os.Exit(execute(os.Args[1:], os.Stdout, os.Stderr))
}
