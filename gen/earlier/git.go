package earlier

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
)

// git is a revision of a git repository.
type git struct {
	id    string // the hash of the module's tree
	files []string
	blobs map[string]string // hashes, by path

	cat *exec.Cmd // cat-file --batch
	in  io.WriteCloser
	out *bufio.Reader
}

func openGit(root, rev string) (Tree, error) {
	commit, err := resolve(root, rev)
	if err != nil {
		return nil, err
	}
	g := &git{blobs: map[string]string{}}
	prefix, err := run(root, "rev-parse", "--show-prefix")
	if err != nil {
		return nil, err
	}
	id, err := run(root, "rev-parse", "--verify", "--quiet", commit+":"+strings.TrimSuffix(strings.TrimSpace(prefix), "/"))
	if err != nil {
		return g, nil //nolint:nilerr // the module was not there yet
	}
	g.id = strings.TrimSpace(id)
	return g, g.list(root, g.id)
}

// resolve finds the commit of a revision.
func resolve(root, rev string) (string, error) {
	if strings.HasPrefix(rev, "-") {
		return "", fmt.Errorf("%s is no git revision", rev)
	}
	if _, err := exec.LookPath("git"); err != nil {
		return "", errors.New("git is not installed; --against=DIR compares with a directory")
	}
	inside, err := run(root, "rev-parse", "--is-inside-work-tree")
	switch {
	case err != nil && !strings.Contains(err.Error(), "not a git repository"): // such as one of another user
		return "", err
	case err != nil || strings.TrimSpace(inside) != "true":
		return "", fmt.Errorf("%s is not in a git working tree; --against=DIR compares with a directory", root)
	}
	commit, err := run(root, "rev-parse", "--verify", "--quiet", rev+"^{commit}")
	if err != nil {
		return "", unknown(root, rev)
	}
	return strings.TrimSpace(commit), nil
}

// unknown says why there is no such revision.
func unknown(root, rev string) error {
	shallow, err := run(root, "rev-parse", "--is-shallow-repository")
	switch {
	case err == nil && strings.TrimSpace(shallow) == "true":
		return fmt.Errorf("this clone is shallow and has no revision %s: fetch it first, with git fetch --unshallow, or fetch-depth: 0 for actions/checkout", rev)
	case rev == "HEAD":
		return errors.New("the repository has no commit to compare with")
	}
	return fmt.Errorf("there is no git revision %s, and no directory of that name (a path begins with . or /)", rev)
}

// list reads the names and hashes of the files of a tree.
func (g *git) list(root, tree string) error {
	out, err := run(root, "ls-tree", "-r", "-z", "--full-tree", tree)
	if err != nil {
		return err
	}
	for entry := range strings.SplitSeq(out, "\x00") {
		info, name, ok := strings.Cut(entry, "\t") // mode, type, hash
		fields := strings.Fields(info)
		if !ok || len(fields) != 3 || fields[1] != "blob" || fields[0] == "120000" {
			continue
		}
		if slices.ContainsFunc(strings.Split(name, "/"), skipped) {
			continue
		}
		g.files = append(g.files, name)
		g.blobs[name] = fields[2]
	}
	return g.start(root)
}

// start starts the process that prints files.
func (g *git) start(root string) error {
	cat := command(root, "cat-file", "--batch")
	in, err := cat.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cat.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cat.Start(); err != nil {
		return err
	}
	g.cat, g.in, g.out = cat, in, bufio.NewReaderSize(out, 1<<16)
	return nil
}

func (g *git) Files() []string { return g.files }

func (g *git) ID() string { return g.id }

func (g *git) Read(name string) ([]byte, error) {
	hash, ok := g.blobs[name]
	if !ok {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	if _, err := io.WriteString(g.in, hash+"\n"); err != nil {
		return nil, err
	}
	head, err := g.out.ReadString('\n') // hash, type, size
	if err != nil {
		return nil, err
	}
	fields := strings.Fields(head)
	if len(fields) != 3 {
		return nil, fmt.Errorf("git cat-file: %s", strings.TrimSpace(head))
	}
	size, err := strconv.Atoi(fields[2])
	if err != nil {
		return nil, err
	}
	text := make([]byte, size+1) // with the newline behind it
	if _, err := io.ReadFull(g.out, text); err != nil {
		return nil, err
	}
	return text[:size], nil
}

// Close ends the process.
func (g *git) Close() error {
	if g.cat == nil {
		return nil
	}
	_ = g.in.Close()
	return g.cat.Wait()
}

// run runs git and returns its output.
func run(root string, args ...string) (string, error) {
	cmd := command(root, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("git %s: %w: %s", args[0], err, bytes.TrimSpace(stderr.Bytes()))
	}
	return string(out), nil
}

// command is git in a directory. The variables that git sets for a hook name the
// repository of the commit, relative to another directory.
func command(root string, args ...string) *exec.Cmd {
	cmd := exec.Command("git", append([]string{"-C", root}, args...)...) //nolint:noctx // it ends by itself, or with its standard input
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		if !slices.Contains([]string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}, name) {
			cmd.Env = append(cmd.Env, v)
		}
	}
	cmd.Env = append(cmd.Env, "LC_ALL=C") // its errors are looked at
	return cmd
}
