"""The picture that stands beside a shared link: a page's title on a plain ground, drawn without a network."""

#: In pixels: the size that the common readers of Open Graph tags show whole.
WIDTH, HEIGHT = 1200, 630
