"""Aftercare: patient education after botulinum-toxin injections."""
