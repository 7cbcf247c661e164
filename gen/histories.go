package gen

import "github.com/oslogen/oslogen/internal/ladder"

// Histories reads the RPC interfaces of the packages that match patterns, over all
// their versions. If the sources have mistakes, the error is a [SourceErrors] with
// all of them.
func Histories(cfg Config, patterns ...string) ([]*ladder.Interface, error) {
	r, err := newRun(cfg, patterns)
	if err != nil {
		return nil, err
	}
	sources, err := r.model()
	if err != nil {
		return nil, err
	}
	var list []*ladder.Interface
	for _, src := range sources {
		for _, i := range src.Interfaces {
			if i.RPC != nil {
				list = append(list, i.Ladder())
			}
		}
	}
	return list, nil
}
