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

// Load reads the files in order (--config-file, --config-dir). In a directory
// it reads the files *.conf in the order of their names. It logs warnings on
// [slog.Default]. Use a [Loader] to change any of this.
func Load(paths ...string) (*Config, error) { return Loader{}.Load(paths...) }

// Loader reads configuration files. [Load] uses the zero value.
//
// Overrides and Defaults hold values as text, as in a file. Their keys are
// "name" for an option of [DEFAULT], and "group.name".
type Loader struct {
	// Overrides win over every other source (set_override).
	Overrides map[string]string
	// Defaults lose to every other source (set_default). They hold a service's
	// own control_exchange and options that its files may refer to, such as my_ip.
	Defaults map[string]string
	// LookupEnv finds environment variables. Defaults to os.LookupEnv.
	LookupEnv func(name string) (string, bool)
	// Logger gets a warning for every unknown and deprecated option in a file.
	// Defaults to slog.Default().
	Logger *slog.Logger
}

// Load reads the files in order, as the function [Load] does. Its errors are
// *Error, several of them joined, or errors of package os.
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

// build makes the Config from the settings of the files.
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

// inCode makes settings of the program's own values.
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
