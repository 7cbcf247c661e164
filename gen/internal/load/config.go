package load

import (
	"cmp"
	"os"
	"runtime"
)

// Config says which packages the go command lists.
type Config struct {
	Dir          string // the directory that patterns are relative to
	Tags         string // comma-separated build tags
	GOOS, GOARCH string // empty means the go command's own
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
