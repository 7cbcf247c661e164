package config

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
)

// Load reads the files in order; of a directory it reads *.conf in the order of
// their names (--config-file, --config-dir). It warns on [slog.Default]. For
// anything else use a [Loader].
func Load(paths ...string) (*Config, error) { return Loader{}.Load(paths...) }

// Loader reads configuration files. The zero value is what [Load] uses.
//
// Overrides and Defaults hold values as text, as a file would, by the option's
// "name" in [DEFAULT] or its "group.name".
type Loader struct {
	// Overrides go before every other source (set_override).
	Overrides map[string]string
	// Defaults come after every other source (set_default): a service's own
	// control_exchange, and what its files may refer to, such as my_ip.
	Defaults map[string]string
	// LookupEnv finds environment variables; os.LookupEnv by default.
	LookupEnv func(name string) (string, bool)
	// Logger gets warnings about unknown and deprecated options, once for each
	// time they occur; slog.Default() by default.
	Logger *slog.Logger
}

// Load reads the files in order, as the function [Load] does. Its errors are
// *Error, several of them joined, or those of package os.
func (l Loader) Load(paths ...string) (*Config, error) {
	names, err := listFiles(paths)
	if err != nil {
		return nil, err
	}
	files := make([][]setting, len(names))
	for i, name := range names {
		if files[i], err = parseFile(name); err != nil {
			return nil, err
		}
	}
	return l.build(files)
}

// build makes the Config of what the files say.
func (l Loader) build(files [][]setting) (*Config, error) {
	b := &builder{resolver: resolver{done: map[key]value{}}}
	b.overrides, b.defaults = inCode(l.Overrides, "Overrides"), inCode(l.Defaults, "Defaults")
	b.lookupEnv = l.LookupEnv
	if b.lookupEnv == nil {
		b.lookupEnv = os.LookupEnv
	}
	for _, settings := range files {
		warn(cmp.Or(l.Logger, slog.Default()), settings)
		b.addFile(settings)
	}
	c := b.config()
	if err := errors.Join(b.errs...); err != nil {
		return nil, err
	}
	return c, nil
}

// inCode makes settings of what the program itself sets.
func inCode(texts map[string]string, field string) map[key]setting {
	settings := map[key]setting{}
	for name, text := range texts {
		k := parseKey(name)
		if o := known[k]; o != nil {
			k = o.key
		}
		settings[k] = setting{k, text, position{file: "Loader." + field}}
	}
	return settings
}

// listFiles replaces each directory by the files in it that oslo.config reads.
func listFiles(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, fmt.Errorf("configuration: %w", err)
		}
		if !info.IsDir() {
			files = append(files, path)
			continue
		}
		entries, err := os.ReadDir(path) // sorted
		if err != nil {
			return nil, fmt.Errorf("configuration: %w", err)
		}
		for _, e := range entries {
			if name := e.Name(); strings.HasSuffix(name, ".conf") && !strings.HasPrefix(name, ".") {
				files = append(files, filepath.Join(path, name))
			}
		}
	}
	return files, nil
}
