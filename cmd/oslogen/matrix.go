package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/oslogen/oslogen/gen"
	"github.com/oslogen/oslogen/internal/ladder"
)

type matrixCmd struct {
	packages
	Client string `placeholder:"VERSION" help:"Predict what a client does whose source is at this version or release. Defaults to the interface's version."`
	Pin    string `placeholder:"VERSION" help:"Predict what a client does that is pinned to this version or release."`
	Server string `placeholder:"VERSION" help:"Predict what a server of this version or release answers. Defaults to the interface's version."`
	Only   string `name:"interface" placeholder:"NAME" help:"Look at this interface alone."`
	Format string `enum:"text,markdown,json" default:"text" help:"text, markdown or json."`
	JSON   bool   `name:"json" help:"The same as --format=json."`
}

// Run prints the history of interfaces, or the behaviour of a pair of client
// and server.
func (c *matrixCmd) Run(r *run) error {
	if err := misspelt(c.Packages); err != nil {
		return err
	}
	list, err := gen.Histories(gen.Config{Tags: r.cli.Tags, GOOS: r.cli.GOOS, GOARCH: r.cli.GOARCH}, c.Packages...)
	if err != nil {
		return err
	}
	var tables []table
	for _, i := range list {
		if c.Only != "" && c.Only != i.Name {
			continue
		}
		t, err := c.table(i)
		if err != nil {
			return err
		}
		tables = append(tables, t)
	}
	if len(tables) == 0 {
		return errors.New("no interface with //oslo:rpc found; ./... looks in all packages")
	}
	return c.print(r.stdout, tables)
}

// table returns the history of an interface, or the behaviour of a pair with
// its methods.
func (c *matrixCmd) table(i *ladder.Interface) (table, error) {
	if c.Client == "" && c.Pin == "" && c.Server == "" {
		return historyTable(i), nil
	}
	p := ladder.Pair{Client: i.Version, Server: i.Version}
	err := errors.Join(named(i, "client", c.Client, &p.Client), named(i, "pin", c.Pin, &p.Pin), named(i, "server", c.Server, &p.Server))
	return pairTable(i, p), err
}

// named reads a version or the name of a release. A pin may be above the interface's
// version.
func named(i *ladder.Interface, flag, text string, to *ladder.Version) error {
	if text == "" {
		return nil
	}
	v, err := i.Named(text)
	if err != nil {
		return fmt.Errorf("--%s=%s: %s has no such release, and it is no version", flag, text, i.Name)
	}
	if limit, served := ladder.Cap(i.Tops(), v); flag != "pin" && (!served || limit != v) {
		return fmt.Errorf("--%s=%s: the source of %s knows no version %s", flag, text, i.Name, v)
	}
	*to = v
	return nil
}

func (c *matrixCmd) print(out io.Writer, tables []table) error {
	if c.JSON || c.Format == "json" {
		var list []any
		for _, t := range tables {
			list = append(list, t.data)
		}
		e := json.NewEncoder(out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(list)
	}
	for n, t := range tables {
		if n > 0 {
			fmt.Fprintln(out)
		}
		write := t.text
		if c.Format == "markdown" {
			write = t.markdown
		}
		if err := write(out); err != nil {
			return err
		}
	}
	return nil
}
