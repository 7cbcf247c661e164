// Package api has errors that are values.
package api

import (
	"context"
	"fmt"
)

// NotFound is an error, and so is a pointer to it.
type NotFound struct {
	ID string `json:"id"`
}

func (e NotFound) Error() string { return fmt.Sprintf("volume %s not found", e.ID) }

// Busy is as NotFound, but the pointer is what is returned.
type Busy struct {
	Since int `json:"since"`
}

func (e Busy) Error() string { return fmt.Sprintf("busy since %d", e.Since) }

//oslo:rpc topic=volume
//oslo:error cinder.exception.VolumeNotFound NotFound expected
//oslo:error cinder.exception.VolumeIsBusy *Busy
type Volumes interface {
	//oslo:call
	Get(ctx context.Context, id string) error
}
