package load

import (
	"cmp"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/internal/naming"
)

// Config says which packages the go command lists.
type Config struct {
	Dir          string // the directory that patterns are relative to
	Tags         string // comma-separated build tags
	GOOS, GOARCH string // empty means the go command's own
}

// check refuses a system or an architecture that Go does not know. The go command
// would leave out the files of all others.
func (cfg Config) check() error {
	for _, c := range []struct{ what, name, known string }{
		{"system", cfg.GOOS, systems}, {"architecture", cfg.GOARCH, archs},
	} {
		known := strings.Fields(c.known)
		if c.name != "" && !slices.Contains(known, c.name) {
			return fmt.Errorf("there is no %s %q%s", c.what, c.name, naming.DidYouMean(c.name, known, ""))
		}
	}
	return nil
}

// Arch returns the architecture that decides the sizes of types.
func (cfg Config) Arch() string { return cmp.Or(cfg.GOARCH, os.Getenv("GOARCH"), runtime.GOARCH) }

// Env returns the environment of the go command, or nil for the process's own.
func (cfg Config) Env() []string {
	if cfg.GOOS == "" && cfg.GOARCH == "" {
		return nil
	}
	env := os.Environ()
	if cfg.GOOS != "" {
		env = append(env, "GOOS="+cfg.GOOS)
	}
	if cfg.GOARCH != "" {
		env = append(env, "GOARCH="+cfg.GOARCH)
	}
	return env
}
