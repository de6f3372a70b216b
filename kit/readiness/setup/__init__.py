"""What the kit must know of this place, asked once and kept in the site's own profile."""
