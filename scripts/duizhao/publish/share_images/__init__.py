"""The picture that stands beside a shared link: a page's title on a plain ground, drawn without a network."""
