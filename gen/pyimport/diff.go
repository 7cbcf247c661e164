package pyimport

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/oslogen/oslogen/gen/breaking"
	"github.com/oslogen/oslogen/gen/pyimport/pyast"
)

// Diff finds the changes on the bus of a service between two releases that
// break peers of the older one. Each is a source such as
// nova/compute/rpcapi.py, or a directory, of which every file is read that may
// send RPCs or declare objects.
//
// managers are classes that receive. They are looked up in both releases.
func Diff(older, newer string, managers ...string) ([]breaking.Finding, error) {
	old, err := readRelease(older, managers)
	if err != nil {
		return nil, err
	}
	now, err := readRelease(newer, managers)
	if err != nil {
		return nil, err
	}
	r := &releases{old: old, now: now, tree: newer}
	return slices.DeleteFunc(breaking.Compare(old.state(), now.state()), r.isHarmless), nil
}

// readRelease imports a release.
func readRelease(source string, managers []string) (*Result, error) {
	cfg := Config{Clients: []string{source}}
	root := source
	if info, err := os.Stat(source); err == nil && info.IsDir() {
		if cfg.Clients, cfg.Objects, err = sourcesIn(source); err != nil {
			return nil, err
		}
		if len(cfg.Clients)+len(cfg.Objects) == 0 {
			return nil, fmt.Errorf("no Python file in %s sends RPCs or declares objects", source)
		}
		root = slices.Concat(cfg.Clients, cfg.Objects)[0]
	}
	file, _ := splitSource(root)
	cfg.Managers = inTree(pyast.RootOf(file), managers)
	return Import(cfg)
}

var (
	sendsRPC       = regexp.MustCompile(`\.(call|cast|prepare)\(`)
	namesMessaging = regexp.MustCompile(`(?m)^[ \t]*(from|import) .*\b(oslo_messaging|messaging|rpc)\b`)
	declaresObject = regexp.MustCompile(`@\w*[.\w]*register\w*\(?|NotificationPayloadBase`)
)

// sourcesIn finds the files below a directory that may have clients or objects.
func sourcesIn(dir string) (clients, objects []string, err error) {
	err = filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && (e.Name() == "tests" || strings.HasPrefix(e.Name(), ".") && name != dir):
			return fs.SkipDir
		case e.IsDir() || filepath.Ext(name) != ".py":
			return nil
		}
		text, err := os.ReadFile(name)
		if errors.Is(err, fs.ErrNotExist) { // a broken link
			return nil
		}
		if sendsRPC.Match(text) && namesMessaging.Match(text) {
			clients = append(clients, name)
		}
		if declaresObject.Match(text) && strings.Contains(string(text), "VERSION") {
			objects = append(objects, name)
		}
		return err
	})
	return clients, objects, err
}
