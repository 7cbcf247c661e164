// Command oslogen writes typed clients and servers for annotated Go interfaces,
// which speak OpenStack's oslo.messaging.
//
//	oslogen [packages]          write the files that are missing or stale
//	oslogen check [packages]    exit with 1 and list them instead
//	oslogen diff [packages]     print what would change
//	oslogen version
//
// Packages are named as for the go command; without any it is the one in the
// current directory, as under //go:generate go tool oslogen.
package main

import (
	"os"
	"runtime/debug"
)

func main() {
	// A run is short: it collects garbage only when there is a lot of it.
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(1 << 30)
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}
