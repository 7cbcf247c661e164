package main

import (
	"embed"
	"fmt"
)

// scripts are the completion scripts of shells.
//
//go:embed completion
var scripts embed.FS

type completionCmd struct {
	Shell string `arg:"" enum:"bash,zsh,fish" help:"bash, zsh or fish."`
}

// Run prints the script of a shell.
func (c *completionCmd) Run(r *run) error {
	script, err := scripts.ReadFile("completion/oslogen." + c.Shell)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(r.stdout, string(script))
	return err
}
