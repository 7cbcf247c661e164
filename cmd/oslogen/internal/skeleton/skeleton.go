// Package skeleton has the files of a new service.
package skeleton

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"text/template"
)

// Service holds the values in which the files of services differ.
type Service struct {
	Name    string // the service, its topic and its program, such as "volume-backup"
	Module  string // the path of its Go module
	Version string // of the oslogen module that it requires
	Replace string // the directory of an oslogen checkout that takes its place, or empty
}

// Type is the name of the annotated interface: VolumeBackup.
func (s Service) Type() string {
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(s.Name, separates) {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// Python is the name of the Python package that exceptions come from.
func (s Service) Python() string { return strings.ReplaceAll(s.Name, "-", "_") }

func separates(r rune) bool { return r == '-' || r == '_' }

// service is the form of a service's name. It is a topic, a program, a container and
// a part of Go names.
var service = regexp.MustCompile(`^[a-z][a-z0-9]*([-_][a-z][a-z0-9]*)*$`)

// taken are types that the files of every service declare.
var taken = []string{"Item", "ErrNotFound"}

// Check reports a name that can't be used.
func (s Service) Check() error {
	if !service.MatchString(s.Name) {
		return fmt.Errorf("%q can't be the name of a service: use lower-case words joined by hyphens, such as volume-backup", s.Name)
	}
	for _, name := range taken {
		if s.Type() == name {
			return fmt.Errorf("%q can't be the name of a service: its files declare a type %s already", s.Name, name)
		}
	}
	return nil
}

// A File is one file of a service.
type File struct {
	Name string // below the directory of the service, with slashes
	Text []byte
}

//go:embed all:files
var files embed.FS

// Files returns the files of the service.
func (s Service) Files() ([]File, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	var out []File
	err := fs.WalkDir(files, "files", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := s.render(name)
		name = strings.TrimSuffix(strings.TrimPrefix(name, "files/"), ".tmpl")
		out = append(out, File{name, text})
		return err
	})
	return out, err
}

func (s Service) render(name string) ([]byte, error) {
	t, err := template.New(path.Base(name)).Option("missingkey=error").ParseFS(files, name)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, s)
	return b.Bytes(), err
}

// Write writes the files below dir. It writes nothing if one of them is there.
func Write(dir string, files []File) error {
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is there already: oslogen init overwrites nothing", name)
		}
	}
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(name, f.Text, 0o666); err != nil {
			return err
		}
	}
	return nil
}
