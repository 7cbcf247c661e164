// Package api names errors by import path, and classes in all their forms.
package api

import (
	"context"
	"fmt"

	_ "github.com/oslogen/oslogen/testdata/golden/errors_elsewhere/store"
)

// QuotaError is of a class that takes keywords only.
type QuotaError struct {
	Limit int `json:"limit"`
}

func (e *QuotaError) Error() string { return fmt.Sprintf("over the limit of %d", e.Limit) }

// TextError is of a class without keywords.
type TextError struct {
	Text string `json:"-" oslo:"message"`
}

func (e TextError) Error() string { return e.Text }

//oslo:rpc topic=errors
//oslo:error store.exception.Busy,store.exception.Locked github.com/oslogen/oslogen/testdata/golden/errors_elsewhere/store.ErrBusy expected
//oslo:error store.exception.OverQuota *QuotaError keywords
//oslo:error store.exception.Failed TextError
type Store interface {
	//oslo:call
	Fail(ctx context.Context, how string) error
}
