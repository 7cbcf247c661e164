package api

import (
	"context"
	"fmt"
	"testing"

	oslo "github.com/oslogen/oslogen/runtime"
	"github.com/oslogen/oslogen/testdata/golden/internal/run"
)

type größe struct{}

func (größe) Ändern(_ context.Context, maß, größe int, 名前 string) (string, error) {
	return fmt.Sprint(maß, größe, 名前), nil
}

func (größe) Получить(_ context.Context, имя string) (string, error) { return имя, nil }

func TestRun(t *testing.T) {
	tr := run.Transport(t)
	run.Serve(t, tr, "größe", "h", func(srv *oslo.Server) { RegisterGröße(srv, größe{}) })
	c := NewGrößeClient(tr)
	if got, err := c.Ändern(t.Context(), 1, 2, "名"); got != "1 2名" || err != nil {
		t.Error(got, err)
	}
	if got, err := c.Получить(t.Context(), "имя"); got != "имя" || err != nil {
		t.Error(got, err)
	}
}
