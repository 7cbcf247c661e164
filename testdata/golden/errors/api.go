package api

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// ErrInstanceNotFound is a sentinel.
var ErrInstanceNotFound = errors.New("instance not found")

// QuotaError is an error with data.
type QuotaError struct {
	Resource string `json:"resource"`
	Limit    int    `json:"limit"`
}

func (e *QuotaError) Error() string {
	return fmt.Sprintf("over the quota of %d %s", e.Limit, e.Resource)
}

// LockedError has parts that don't travel, and are no mistake.
type LockedError struct {
	error
	retry chan struct{}
	Path  string `json:"path"`
}

func (e *LockedError) Error() string { return "locked: " + e.Path }

//oslo:rpc topic=compute
//oslo:error nova.exception.InstanceNotFound ErrInstanceNotFound expected
//oslo:error nova.exception.QuotaExceeded *QuotaError
//oslo:error nova.exception.Locked *LockedError
//oslo:error EOFError io.EOF
type Compute interface {
	//oslo:call
	Read(ctx context.Context, what string) (string, error)
}

var _ io.Reader // io is imported for the directive
