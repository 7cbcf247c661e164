package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	moqModule = "github.com/matryer/moq@v0.8.1"
	oslogen   = "github.com/oslogen/oslogen/cmd/oslogen"
)

// cost is the cost of one run.
type cost struct {
	wall, cpu time.Duration
	memory    int64 // bytes, the peak of the largest process
}

// result holds the costs of all rounds: of each program with sources that are new to
// it, and of another run without changes.
type result struct{ moq, moqAgain, fresh, unchanged []cost }

// bench holds the programs and the inputs in one directory.
type bench struct{ dir string }

func (b bench) path(elem ...string) string { return filepath.Join(append([]string{b.dir}, elem...)...) }

// prepare builds both programs.
func prepare(dir string) (bench, error) {
	b := bench{dir}
	install := exec.CommandContext(context.Background(), "go", "install", moqModule)
	install.Env = append(os.Environ(), "GOBIN="+b.path("bin"), "GOFLAGS=")
	build := exec.CommandContext(context.Background(), "go", "build", "-o", b.path("bin", "oslogen"), oslogen)
	for _, cmd := range []*exec.Cmd{install, build} {
		if out, err := cmd.CombinedOutput(); err != nil {
			return b, fmt.Errorf("%s: %w\n%s", cmd, err, out)
		}
	}
	return b, nil
}

// settling is the time after which oslogen's record trusts the times of new files.
const settling = 20 * time.Millisecond

// measure runs both programs twice on a layout, in a directory that is new in each
// round. moq asks the go command for the compiled package, which takes half the time
// when it is there from the run before. Round 0 warms up.
func (b bench) measure(l layout, round int, r *result) error {
	root := b.path(strconv.Itoa(round), strings.ReplaceAll(l.name, " ", "-"))
	if err := l.write(root); err != nil {
		return err
	}
	moq, err := b.moq(l, root)
	if err != nil {
		return err
	}
	moqAgain, err := b.moq(l, root)
	if err != nil {
		return err
	}
	time.Sleep(settling)
	args := []string{"./..."}
	if l.packages == 1 {
		args = nil
	}
	fresh, err := b.time("oslogen", root, args...)
	if err != nil {
		return err
	}
	unchanged, err := b.time("oslogen", root, args...)
	if err != nil || round == 0 {
		return err
	}
	r.moq, r.moqAgain = append(r.moq, moq), append(r.moqAgain, moqAgain)
	r.fresh, r.unchanged = append(r.fresh, fresh), append(r.unchanged, unchanged)
	return nil
}

// moq runs moq for each package, and removes its output.
func (b bench) moq(l layout, root string) (cost, error) {
	var sum cost
	if !l.moq {
		return sum, nil
	}
	for _, dir := range l.dirs(root) {
		args := []string{"-out", "mock.go", "."}
		for i := range l.files * l.interfaces {
			args = append(args, fmt.Sprintf("Service%d", i))
		}
		c, err := b.time("moq", dir, args...)
		if err != nil {
			return cost{}, err
		}
		sum = cost{sum.wall + c.wall, sum.cpu + c.cpu, max(sum.memory, c.memory)}
		if err := os.Remove(filepath.Join(dir, "mock.go")); err != nil {
			return cost{}, err
		}
	}
	return sum, nil
}

func (b bench) time(program, dir string, args ...string) (cost, error) {
	cmd := exec.CommandContext(context.Background(), b.path("bin", program), args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "OSLOGEN_CACHE="+b.path("cache"))
	start := time.Now()
	out, err := cmd.CombinedOutput()
	if err != nil {
		return cost{}, fmt.Errorf("%s: %w\n%s", program, err, out)
	}
	state := cmd.ProcessState
	return cost{time.Since(start), state.UserTime() + state.SystemTime(), peak(state)}, nil
}

// median returns the median of each part of the costs.
func median(costs []cost) cost {
	middle := func(part func(cost) int64) int64 {
		var list []int64
		for _, c := range costs {
			list = append(list, part(c))
		}
		slices.Sort(list)
		return list[len(list)/2]
	}
	return cost{
		wall:   time.Duration(middle(func(c cost) int64 { return int64(c.wall) })),
		cpu:    time.Duration(middle(func(c cost) int64 { return int64(c.cpu) })),
		memory: middle(func(c cost) int64 { return c.memory }),
	}
}
