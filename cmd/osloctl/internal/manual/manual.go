// Package manual writes manual pages from the text of --help, so that the two can't
// differ.
package manual

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/exit"
	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
)

// Man prints manual pages.
type Man struct {
	Command string `arg:"" optional:"" help:"The command whose page is printed. Without one it is the page of osloctl."`
	Dir     string `type:"path" placeholder:"DIRECTORY" help:"Write all pages into a directory, as osloctl.1, osloctl-call.1 and so on."`
}

// Help has the examples.
func (*Man) Help() string {
	return `Prints manual pages in the format of man(1).

Examples:

  osloctl man ping
  osloctl man --dir man1`
}

// Run prints or writes them.
func (m *Man) Run(k *kong.Context, s *session.Session) error {
	if m.Dir != "" {
		return writeAll(k.Model, m.Dir)
	}
	if m.Command == "" {
		Page(s.Stdout, k.Model.Node)
		return nil
	}
	for _, c := range k.Model.Children {
		if c.Name == m.Command {
			Page(s.Stdout, c)
			return nil
		}
	}
	return exit.Usagef("there is no command %q", m.Command)
}

// writeAll writes the pages of all commands.
func writeAll(app *kong.Application, dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, node := range append([]*kong.Node{app.Node}, app.Children...) {
		if node.Hidden {
			continue
		}
		var page strings.Builder
		Page(&page, node)
		if err := os.WriteFile(filepath.Join(dir, title(node)+".1"), []byte(page.String()), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// title is the name of a page.
func title(node *kong.Node) string {
	if node.Parent == nil {
		return node.Name
	}
	return node.Parent.Name + "-" + node.Name
}

// Page writes the page of the program or of a command.
func Page(w io.Writer, node *kong.Node) {
	summary, _, _ := strings.Cut(node.Help, "\n")
	if node.Parent == nil {
		summary = "see and probe the bus of OpenStack services"
	}
	fmt.Fprintf(w, ".TH %s 1 \"\" osloctl \"User Commands\"\n", escape(strings.ToUpper(title(node))))
	section(w, "NAME")
	fmt.Fprintf(w, "%s \\- %s\n", escape(title(node)), escape(strings.TrimSuffix(summary, ".")))
	section(w, "SYNOPSIS")
	fmt.Fprintf(w, ".B %s\n%s\n", escape(strings.ReplaceAll(title(node), "-", " ")), escape(synopsis(node)))
	section(w, "DESCRIPTION")
	prose(w, node.Detail)
	if node.Parent == nil {
		prose(w, node.Help)
	}
	commands(w, node)
	arguments(w, node)
	flags(w, node)
	if node.Parent != nil {
		exitCodes(w)
	}
}

func synopsis(node *kong.Node) string {
	if len(node.Children) > 0 {
		return "COMMAND [FLAG]..."
	}
	var words []string
	for _, p := range node.Positional {
		words = append(words, p.Summary())
	}
	return strings.Join(append(words, "[FLAG]..."), " ")
}

func section(w io.Writer, name string) { fmt.Fprintln(w, ".SH", name) }

func commands(w io.Writer, node *kong.Node) {
	if len(node.Children) == 0 {
		return
	}
	section(w, "COMMANDS")
	for _, c := range node.Children {
		if !c.Hidden {
			entry(w, c.Name, c.Help)
		}
	}
}

func arguments(w io.Writer, node *kong.Node) {
	if len(node.Positional) == 0 {
		return
	}
	section(w, "ARGUMENTS")
	for _, p := range node.Positional {
		entry(w, p.Summary(), p.Help)
	}
}

// flags writes the flags of a command, and last those of all commands.
func flags(w io.Writer, node *kong.Node) {
	section(w, "FLAGS")
	for _, group := range node.AllFlags(true) {
		for _, f := range group {
			entry(w, flagText(f), f.Help)
		}
	}
}

func flagText(f *kong.Flag) string {
	text := "--" + f.Name
	if f.Tag.Negatable != "" {
		text = "--[no-]" + f.Name
	}
	if f.Short != 0 {
		text = "-" + string(f.Short) + ", " + text
	}
	if !f.IsBool() {
		text += "=" + f.FormatPlaceHolder()
	}
	return text
}

func exitCodes(w io.Writer) {
	section(w, "EXIT STATUS")
	for _, row := range exit.Table {
		entry(w, strconv.Itoa(int(row.Code)), row.Meaning)
	}
}
