package cli

import (
	"fmt"
	"io"
	"runtime/debug"

	"github.com/oslogen/oslogen/cmd/osloctl/internal/session"
)

// version prints the version.
type version struct{}

// Run prints the version of the program and of Go.
func (version) Run(s *session.Session) error {
	info, _ := debug.ReadBuildInfo()
	doc := struct {
		Version string `json:"version"`
		Go      string `json:"go"`
	}{info.Main.Version, info.GoVersion}
	return s.Printer.Print(doc, func(w io.Writer) { fmt.Fprintf(w, "osloctl %s, %s\n", doc.Version, doc.Go) })
}
