package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/oslogen/oslogen/gen/internal/parallel"
)

// Commit writes and removes the stale files. It replaces each file atomically,
// so that concurrent readers see the old text or the new one. Other files are
// not touched.
func Commit(files []File) error {
	return parallel.Do(len(files), func(i int) error {
		f := files[i]
		if !f.Stale() {
			return nil
		}
		if err := f.commit(); err != nil {
			return fmt.Errorf("write %s: %w", f.Path, err)
		}
		return nil
	})
}

func (f File) commit() error {
	if f.New == nil {
		return os.Remove(f.Path)
	}
	mode := os.FileMode(0o644)
	if f.Old != nil {
		if info, err := os.Stat(f.Path); err == nil {
			mode = info.Mode().Perm()
		}
	}
	tmp, err := os.CreateTemp(filepath.Dir(f.Path), ".oslogen-*")
	if err != nil {
		return err
	}
	_, err = tmp.Write(f.New)
	err = errors.Join(err, tmp.Chmod(mode), tmp.Close())
	if err == nil {
		err = os.Rename(tmp.Name(), f.Path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	return nil
}
