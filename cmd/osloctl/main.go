// Command osloctl shows and probes the message bus of OpenStack services, and
// takes nothing from it. "osloctl --help" lists the commands and exit codes.
package main

import (
	"os"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }
