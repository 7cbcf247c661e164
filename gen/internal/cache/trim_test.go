package cache

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestCacheIsTrimmed checks that what is old goes, and nothing else.
func TestCacheIsTrimmed(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"old.json", "new.json", "old.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	long := time.Now().Add(-unusedFor - time.Hour)
	for _, name := range []string{"old.json", "old.txt"} {
		if err := os.Chtimes(filepath.Join(dir, name), long, long); err != nil {
			t.Fatal(err)
		}
	}
	trim(dir)
	var left []string
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		left = append(left, e.Name())
	}
	if got := strings.Join(left, " "); got != "new.json old.txt trimmed" {
		t.Errorf("left are %s", got)
	}
}
