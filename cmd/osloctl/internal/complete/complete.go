// Package complete tells shells the next words of a command line. The scripts
// of the shells ask the program itself, so that they can't be out of date.
package complete

import (
	"embed"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
)

//go:embed osloctl.*
var scripts embed.FS

// Script prints the completion script of a shell.
type Script struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Help says how to use the scripts.
func (*Script) Help() string {
	return `Prints a script that completes commands, flags and their values. After --api it completes topics, methods, arguments and versions of the annotated interfaces.

For bash: source <(osloctl completion bash). For zsh, in a directory of $fpath: osloctl completion zsh > _osloctl. For fish: osloctl completion fish > ~/.config/fish/completions/osloctl.fish.

Examples:

  osloctl completion bash`
}

// Run prints the script.
func (c *Script) Run(s *session.Session) error {
	script, err := scripts.ReadFile("osloctl." + c.Shell)
	if err != nil {
		return err
	}
	_, err = s.Stdout.Write(script)
	return err
}
