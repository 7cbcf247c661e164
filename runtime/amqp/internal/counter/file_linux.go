package counter

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

// lockPatience is how long another process may hold the lock. It is needed for
// as long as it takes to read and write a line.
const lockPatience = 5 * time.Second

// acquire locks the file at path, which it creates with its directory, and
// returns it. Closing it unlocks it.
func acquire(path string) (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return nil, err
	}
	f, err := openOwn(path)
	if err != nil {
		return nil, err
	}
	for end := time.Now().Add(lockPatience); ; time.Sleep(5 * time.Millisecond) { // fcntl can't wait for a limited time
		locked, err := tryLock(f, 0, 0)
		if locked {
			return f, nil
		}
		if err == nil && time.Now().After(end) {
			err = fmt.Errorf("%s: another process holds it for %v", path, lockPatience)
		}
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
	}
}

// openOwn opens or creates a file for reading and writing. The directory may be
// world-writable, so anything but a plain file of this user or root is refused.
func openOwn(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0o600)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && !isOwn(info) {
		err = fmt.Errorf("%s is not a plain file of this user", path)
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func isOwn(info os.FileInfo) bool {
	owner := info.Sys().(*syscall.Stat_t).Uid
	return info.Mode().IsRegular() && (owner == 0 || owner == uint32(os.Geteuid()))
}

func sameFile(a, b *os.File) bool {
	one, err := a.Stat()
	other, otherErr := b.Stat()
	return err == nil && otherErr == nil && os.SameFile(one, other)
}

// setOpenFileLock is F_OFD_SETLK, which package syscall lacks. Python's fcntl
// locks and these exclude each other, and these also exclude each other within
// one process.
const setOpenFileLock = 37

// tryLock locks length bytes of f from start, or all of it if length is 0. It
// reports false if another process has locked any of them.
func tryLock(f *os.File, start, length int64) (bool, error) {
	lock := syscall.Flock_t{Type: syscall.F_WRLCK, Start: start, Len: length}
	err := syscall.FcntlFlock(f.Fd(), setOpenFileLock, &lock)
	if errors.Is(err, syscall.EAGAIN) || errors.Is(err, syscall.EACCES) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("lock %s: %w", f.Name(), err)
	}
	return true, nil
}
