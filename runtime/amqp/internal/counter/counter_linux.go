package counter

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
)

const directory = "/dev/shm"

// Counter counts. Its methods may be called at the same time, and any number of
// Counters may have the same name.
type Counter struct {
	path string // of the file with the last number
	lock string // of oslo.concurrency's lock file

	mu    sync.Mutex
	file  *os.File // has the locks of our numbers, nil before the first
	given map[int]bool
}

// New returns the counter of a host and a process name. Its lock file is in
// lockDir, which has to be the lock_path of Python's processes of that name. An
// empty lockDir means /dev/shm.
func New(host, process, lockDir string) *Counter {
	if lockDir == "" {
		lockDir = directory
	}
	name := host + "_" + process
	return &Counter{
		path:  filepath.Join(directory, name+"_qmanager"),
		lock:  filepath.Join(lockDir, strings.ReplaceAll("oslo_read_shm_"+name, "/", "_")),
		given: map[int]bool{},
	}
}

// Next returns a number that no other living Counter of the name has. The error
// says which file could not be used and why.
func (c *Counter) Next() (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	lock, err := acquire(c.lock)
	if err != nil {
		return 0, fmt.Errorf("lock the queue manager's count: %w", err)
	}
	defer lock.Close() // which releases it
	n, err := c.count()
	if err != nil {
		return 0, fmt.Errorf("use the queue manager's count: %w", err)
	}
	return n, nil
}

// count is Next under the lock.
func (c *Counter) count() (int, error) {
	if err := c.open(); err != nil {
		return 0, err
	}
	self, err := ownGroup()
	if err != nil {
		return 0, err
	}
	by, n := readRecord(c.file)
	if by != self && !by.runs() {
		by, n = self, 0
	}
	for taken := true; taken; {
		n++
		if taken, err = c.taken(n); err != nil {
			return 0, err
		}
	}
	c.given[n] = true
	return n, writeRecord(c.file, by, n)
}

// open opens the file, unless the open one is still the current file.
func (c *Counter) open() error {
	f, err := openOwn(c.path)
	if err != nil {
		return err
	}
	if c.file != nil && sameFile(c.file, f) {
		return f.Close()
	}
	old := c.file
	c.file = f
	if old != nil { // the file was removed
		return old.Close()
	}
	return nil
}

// taken reports whether n is in use, and locks it if not.
func (c *Counter) taken(n int) (bool, error) {
	if c.given[n] {
		return true, nil
	}
	ok, err := tryLock(c.file, firstNumber+int64(n), 1)
	return !ok, err
}

// firstNumber is the offset of the byte that is locked for number 0. The file
// ends long before it.
const firstNumber = 1 << 30

// Close gives the numbers back: others may get them.
func (c *Counter) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.given)
	if c.file == nil {
		return nil
	}
	err := c.file.Close()
	c.file = nil
	return err
}

// readRecord returns the group that counted last, and its number. Both are zero
// if the file is empty or not of this format.
func readRecord(f *os.File) (by group, n int) {
	text := make([]byte, 128)
	end, err := f.ReadAt(text, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return group{}, 0
	}
	line, _, _ := strings.Cut(string(text[:end]), "\n")
	parts := strings.Split(line, ":")
	var numbers [3]int
	for i := range numbers {
		if len(parts) != len(numbers) {
			return group{}, 0
		}
		if numbers[i], err = strconv.Atoi(strings.TrimSpace(parts[i])); err != nil || numbers[i] < 0 {
			return group{}, 0
		}
	}
	return group{numbers[0], int64(numbers[2])}, numbers[1]
}

func writeRecord(f *os.File, by group, n int) error {
	text := fmt.Appendf(nil, "%d:%d:%d", by.id, n, by.start)
	if _, err := f.WriteAt(text, 0); err != nil {
		return err
	}
	return f.Truncate(int64(len(text)))
}
